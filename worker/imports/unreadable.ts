import { ProblemError } from "../middleware/problems.ts";

/** A file that cannot be read as a table; the message says why, and what to do, to a person. */
export class UnreadableFile extends ProblemError {
  constructor(message: string) {
    super("unreadable_file", ["file", message]);
    this.message = message;
  }
}
