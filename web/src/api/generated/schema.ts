// Overwritten by `npm run api` from the server's OpenAPI document.
/* eslint-disable */
type Operation = {
  parameters: { query?: any; header?: any; path?: any; cookie?: any };
  requestBody?: any;
  responses: { 200: { content: { "application/json": any } } };
};
type Operations = { [Method in "get" | "put" | "post" | "patch" | "delete"]: Operation };
export type paths = Record<string, Operations & { parameters: { query?: any; header?: any; path?: any; cookie?: any } }>;
