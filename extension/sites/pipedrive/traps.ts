/** What has misled readers of Pipedrive, each with a test of that name. */
export const traps = [
  "the view that was left",
  "people beside the record",
  "the record's owner and whoever is signed in",
  "quoted mail and activities",
  "somebody being added in a dialog",
  "a lead shown over its list",
  "cells that stand apart from their line",
  "an address bar ahead of the page",
  "other languages and renamed classes",
] as const;
