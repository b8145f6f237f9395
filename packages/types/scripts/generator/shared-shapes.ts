// What operations have in common, by name: `generated/shared.ts` holds it once, and operations refer to it. A shape of
// the contract that is not here stands in its operation as it is; a test counts those.

/** Parameters by reference that stand together in one place of many operations. */
export interface ParameterShape {
  readonly name: string;
  readonly about: string;
  /** Names in `components.parameters`. */
  readonly parameters: readonly string[];
}

/** Media types under which one and the same body goes. */
export interface ContentShape {
  readonly name: string;
  readonly about: string;
  readonly mediaTypes: readonly string[];
}

/** A body of an answer, and the answer around it, which has `Answer` in the place of `AnswerContent` for its name. */
export interface AnswerShape extends ContentShape {
  readonly aboutAnswer: string;
}

/** Answers by reference that many operations have beside their own. */
export interface ErrorShape {
  readonly name: string;
  readonly about: string;
  /** Names in `components.responses`, by status. */
  readonly responses: Readonly<Record<number, string>>;
}

const text = ["application/json", "text/json", "application/xml", "text/xml"];
const patches = ["application/json-patch+json", "application/merge-patch+json"];
const identity = ["SoAppToken", "XsrfToken"];
const language = ["AcceptLanguage", "SoLanguage", "SoCulture", "SoTimeZone"];
const list = ["Filter", "OrderBy", "Entities", "Top", "Skip", "Options", "Context", "Format", "JsonSafe"];
const failures = {
  401: "Unauthorized",
  403: "Forbidden",
  421: "MisdirectedRequest",
  500: "InternalServerError",
};

/** Larger ones first: the first that fits is taken. */
export const headerShapes: readonly ParameterShape[] = [
  {
    name: "LocalizedHeaders",
    about: "Headers of an operation whose texts, numbers and dates come as the caller asks.",
    parameters: [...language, ...identity],
  },
  { name: "CallerHeaders", about: "Headers that every operation takes.", parameters: identity },
];

/** Larger ones first: the first that fits is taken. */
export const queryShapes: readonly ParameterShape[] = [
  {
    name: "ListQuery",
    about: "Query parameters of an operation that answers with rows.",
    parameters: ["Select", ...list],
  },
  {
    name: "SelectQuery",
    about: "Query parameters of an operation whose answer can be cut down.",
    parameters: ["Select"],
  },
];

export const requestShapes: readonly ContentShape[] = [
  {
    name: "RequestContent",
    about: "A request's body, which is the same whatever the media type.",
    mediaTypes: [...text, "application/x-www-form-urlencoded", ...patches],
  },
];

export const answerShapes: readonly AnswerShape[] = [
  {
    name: "AnswerContent",
    about: "An answer's body, which is the same whatever the media type.",
    aboutAnswer: "Done, with a body.",
    mediaTypes: [...text, ...patches],
  },
  {
    name: "FileAnswerContent",
    about: "The body of an answer that may also come as a file.",
    aboutAnswer: "Done, with a body that may also come as a file.",
    mediaTypes: [
      ...text,
      ...["jpeg", "jpg", "png", "gif", "bmp", "tiff"].map((type) => `image/${type}`),
      ...["octet-stream", "msword", "rtf"].map((type) => `application/${type}`),
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/vnd.ms-excel",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "application/vnd.ms-powerpoint",
      "application/vnd.openxmlformats-officedocument.presentationml.presentation",
      ...patches,
      "application/pdf",
      "text/html",
      "text/plain",
      "multipart/related",
    ],
  },
];

/** The answer without a body. */
export const emptyAnswer = { name: "EmptyAnswer", about: "Done, and nothing to say." };

export const errorShapes: readonly ErrorShape[] = [
  {
    name: "AgentErrors",
    about: "What any operation of an agent may answer when it fails.",
    responses: { 400: "BadRequestOfAgent", ...failures },
  },
  {
    name: "EntityErrors",
    about: "What any operation of an entity may answer when it fails.",
    responses: { 400: "BadRequestOfEntity", ...failures },
  },
];

export const answerName = (content: AnswerShape): string => content.name.replace(/Content$/, "");

/** Names of all that `generated/shared.ts` may hold, in its order. */
export const sharedNames: readonly string[] = [
  ...[...headerShapes, ...queryShapes, ...requestShapes].map(({ name }) => name),
  ...answerShapes.flatMap((shape) => [shape.name, answerName(shape)]),
  emptyAnswer.name,
  ...errorShapes.map(({ name }) => name),
];
