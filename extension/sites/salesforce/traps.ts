/** What has misled readers of Salesforce, each with a test of that name. */
export const traps = [
  "closed tabs that stay",
  "several workspaces and subtabs",
  "native shadow roots",
  "ids of 15 and of 18 characters",
  "no object in the address",
  "related lists",
  "the record's owner and colleagues",
  "quoted mail and activities",
  "a form over the record",
  "an address bar ahead of the page",
  "person accounts",
  "a case is nobody",
  "other languages and layouts",
] as const;
