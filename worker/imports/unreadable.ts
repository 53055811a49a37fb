/** A file that cannot be read as a table; the message says why, and what to do, to a person. */
export class UnreadableFile extends Error {}
