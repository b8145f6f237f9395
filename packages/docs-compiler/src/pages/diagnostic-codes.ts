/**
 * Every code that the page reader reports, with what it means. Codes are stable: CI jobs and recorded
 * exceptions name them.
 */
export const pageDiagnosticCodes = {
  "bad-enum": "An `Enum:` type has no members, or one that is no identifier.",
  "bad-front-matter": "The front matter is not closed, not YAML, or not a mapping.",
  "bad-json": "The body of a sample is not JSON.",
  "bad-link": "A line of an index page is not a link to a page.",
  "bad-name": "A parameter, header or property has a name that is none.",
  "bad-operation": "The first `http` fence is not one line with a verb and a path.",
  "bad-sample": "A sample does not begin with a start line, or has a header line that is none.",
  "bad-status": "A row of the status table has a code that is no HTTP status.",
  "bad-uid": "The uid is not of the form v1Name_Operation.",
  "body-contradicted":
    "Section, Content-Type header and sample do not agree on whether there is a request body.",
  "broken-table":
    "A line with table pipes stands outside a table: a header row, a delimiter or a row is broken.",
  "duplicate-column": "A table has two columns of one name.",
  "duplicate-operation": "Two pages of one release have the same method and path, parameter names included.",
  "duplicate-row": "Two rows of a table have one name.",
  "duplicate-section": "A section occurs twice.",
  "duplicate-uid": "Two pages of one release have the same uid.",
  "empty-page": "The file has no text.",
  "index-lists-no-page": "An index page links to a page that is not there.",
  "kind-contradicted":
    "Uid and path do not agree on whether the operation belongs to an agent or to an entity.",
  "missing-column": "A table lacks a column that its rows cannot be read without.",
  "missing-fence": "A section lacks the fence that tells its facts.",
  "missing-operation": "There is no `http` fence with the operation above the first section.",
  "missing-row": "The table of headers lacks one that every page has.",
  "missing-section":
    "A section that every page has is not there: the page is cut off or its heading is broken.",
  "missing-table": "A section lacks the table that tells its facts.",
  "missing-title": "There is no title in the front matter, or no first-level heading.",
  "missing-uid": "There is no uid in the front matter.",
  "names-contradicted": "The line of argument names or the query example does not agree with the table.",
  "operation-contradicted":
    "The operation's fence does not agree with the sample, or with the title where no sample is.",
  "page-not-listed": "The index page of the folder does not list the page.",
  "path-contradicted": "The path's parameters are not those of the path table.",
  "response-contradicted":
    "The headings of response and response body, or statuses and sample, do not agree.",
  "row-cut": "A row ends before its last cell, or before the pipe that closes it.",
  "row-too-long": "A row has more cells than the table has columns.",
  "sample-contradicted":
    "The sample's properties are not those of the table, or its value is not of the stated type.",
  "section-cut": "The page ends in this section, so nothing tells that the section is whole.",
  "section-out-of-order": "The sections stand in another order than the template's.",
  "swallowed-section": "A fence contains a heading of the template or another fence: its end is lost.",
  "title-contradicted": "The titles of front matter and heading, or title and operation, do not agree.",
  "uid-contradicted": "The uid is not the file's name.",
  "unclosed-fence": "A fence has no end.",
  "undecided-request": "There is a request body without table and sample, and nothing tells its form.",
  "unexpected-fence":
    "A fence stands where none belongs, or has another info string than its place asks for.",
  "unexpected-table": "A table stands where none belongs, or has another header than its place asks for.",
  "unexpected-text": "Text stands where only a table or a fence belongs.",
  "unknown-column": "A table has a column that the template lacks. Its other columns are read.",
  "unknown-heading": "A heading after the description is not of the template.",
  "unknown-page": "The file is neither an operation, nor an index, nor a release's front page.",
  "unknown-type":
    "A type word is neither a primitive nor a class name. The type is unknown, the rest of the row is read.",
  "unknown-verb": "The operation's verb is none that the compiler knows.",
} as const;

export type PageDiagnosticCode = keyof typeof pageDiagnosticCodes;

/** Codes that cost no more than the place itself: what stands around it is still whole. */
const isolated: ReadonlySet<PageDiagnosticCode> = new Set([
  "bad-json",
  "section-out-of-order",
  "title-contradicted",
  "uid-contradicted",
  "unknown-column",
  "unknown-type",
]);

/** Codes that mean that a section, a table or a heading may have gone astray on the page. */
const structural: ReadonlySet<PageDiagnosticCode> = new Set([
  "broken-table",
  "duplicate-section",
  "missing-fence",
  "missing-section",
  "missing-table",
  "section-cut",
  "swallowed-section",
  "unclosed-fence",
  "unexpected-fence",
  "unexpected-table",
  "unexpected-text",
  "unknown-heading",
]);

/** True where facts around the place may be lost, so that the section must be left out. */
export const losesFacts = (code: PageDiagnosticCode): boolean => !isolated.has(code);

/** True where it is no longer certain that what the page lacks was never there. */
export const losesAbsence = (code: PageDiagnosticCode): boolean => structural.has(code);
