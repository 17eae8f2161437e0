import createClient from "openapi-fetch";
import { authorizedFetch } from "./authorized-fetch";
import type { paths } from "./generated/schema";
import { problemFromBody } from "./problems";

/** The typed client of the server. Paths are written whole: `api.GET("/api/v1/datasets/{dataset_id}", …)`. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: authorizedFetch });

type Reply<Body> = { data?: Body; error?: unknown; response: Response };

/** The body of a good reply; anything else is thrown as a `Problem`. */
export const unwrap = async <Body>(call: Promise<Reply<Body>>): Promise<Body> => {
  const { data, error, response } = await call;
  if (!response.ok) throw problemFromBody(response.status, error, response.headers);
  return data as Body;
};

/** The same for replies that come in several forms, of which the document cannot say which one was asked for. */
export const unwrapAs = <Body>(call: Promise<Reply<unknown>>): Promise<Body> => unwrap(call) as Promise<Body>;
