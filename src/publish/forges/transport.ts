import { oddAnswer } from './answer.ts';
import type { Fetch, ForgeConnection } from './forge-connection.ts';
import { ForgeError, forgeFailure, isForgeFailure, type ForgeFailure } from './forge-failure.ts';
import { readBounded } from './read-bounded.ts';
import { refusal } from './refusal.ts';
import { retryDelay } from './retry-delay.ts';

/** More than a hundred requests with the longest descriptions that GitHub takes: anybody may write them. */
const ANSWER_BYTES = 32 * 1024 * 1024;
const ANSWER_TIME = 30_000;
const REDIRECTS = 3;
const NOTICED = 5000;

/** How each forge wants to be given a token that its users make. */
const schemes = { github: 'Bearer', gitlab: 'Bearer', gitea: 'token' } as const;

interface Call {
  readonly url: URL;
  readonly method: string;
  readonly body: string | undefined;
}

/**
 * A `fetch` that knows one forge only, and the only place that knows the token: the client libraries never hold it. A call to any
 * other origin is refused, wherever its address came from (a redirect, a link to the next page). Answers are bounded in
 * time and size. Only JSON and empty answers come through; everything else is a `ForgeError`, statuses from 400 on included.
 */
export function createTransport(connection: ForgeConnection): Fetch {
  const origin = new URL(connection.address.api).origin;
  return async (address, { method = 'GET', body }) => {
    if (body !== undefined && body !== null && typeof body !== 'string') throw new Error('the body of a call is a text');
    const url = new URL(address);
    if (url.origin !== origin) throw strangerError();
    return send(connection, { url, method, body: body ?? undefined });
  };
}

async function send(connection: ForgeConnection, call: Call): Promise<Response> {
  let waited = 0;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await once(connection, call);
    if (!isForgeFailure(answer)) return answer;
    const random = connection.random();
    const delay = retryDelay(answer, { attempt, repeatable: isRepeatable(call), waited, random });
    if (delay === undefined) throw new ForgeError(answer);
    waited += delay;
    if (delay >= NOTICED) connection.waiting?.(delay);
    await connection.clock.sleep(delay);
  }
}

/** A merge is not: whether it was carried out is read before it is asked for again. */
function isRepeatable({ method, url }: Call): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  return (method === 'PUT' || method === 'PATCH') && !url.pathname.endsWith('/merge');
}

async function once(connection: ForgeConnection, call: Call, redirects = 0): Promise<Response | ForgeFailure> {
  const signal = connection.clock.timeout(ANSWER_TIME);
  let response: Response;
  let text: string | undefined;
  try {
    response = await connection.fetch(call.url.href, { ...requestInit(connection, call), signal });
    text = await readBounded(response, ANSWER_BYTES);
  } catch (error) {
    return noAnswer(error, signal);
  }
  if (text === undefined) throw oddAnswer(`its answer is longer than ${ANSWER_BYTES / 1024 / 1024} MiB`);
  const { status, headers } = response;
  if (status >= 300 && status < 400) return once(connection, redirected(call, headers, redirects), redirects + 1);
  if (status >= 400) return refusal({ status, headers, body: text }, connection.token, connection.clock.now());
  return jsonResponse(status, headers, text);
}

function requestInit({ address, token }: ForgeConnection, { method, body }: Call): RequestInit {
  const headers: Record<string, string> = {
    accept: 'application/json',
    authorization: `${schemes[address.forge]} ${token}`,
    'user-agent': 'confman',
  };
  if (body === undefined) return { method, headers, redirect: 'manual' };
  return { method, headers: { ...headers, 'content-type': 'application/json' }, body, redirect: 'manual' };
}

/** Where a reading call goes on; a project that was renamed is answered so. Nothing else is sent anywhere it was not meant for. */
function redirected(call: Call, headers: Headers, redirects: number): Call {
  const location = headers.get('location');
  if (location === null || !URL.canParse(location, call.url.href) || redirects >= REDIRECTS)
    throw oddAnswer('it sends on to nowhere');
  const url = new URL(location, call.url);
  if (url.origin !== call.url.origin) throw strangerError();
  if (call.method !== 'GET')
    throw new ForgeError(
      forgeFailure('moved', 'the project has another name now', 'Give the remote its new address with git remote set-url'),
    );
  return { ...call, url };
}

function strangerError(): ForgeError {
  return oddAnswer('it sends on to another host, where its token does not belong');
}

function noAnswer(error: unknown, signal: AbortSignal): ForgeFailure {
  const hint = 'Check the network and the address of the forge, and run the command again: what was done already is found again';
  if (signal.aborted) return forgeFailure('no-answer', `it did not answer within ${ANSWER_TIME / 1000} seconds`, hint);
  return forgeFailure('no-answer', reasons.get(codeIn(error)) ?? 'the connection was lost', hint);
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'its name is not known'],
  ['EAI_AGAIN', 'its name cannot be looked up'],
  ['ECONNREFUSED', 'it takes no connections'],
  ['CERT_HAS_EXPIRED', 'its certificate has expired'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is not trusted here; NODE_EXTRA_CA_CERTS names a file of those that are'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is not trusted here; NODE_EXTRA_CA_CERTS names a file of those that are'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its certificate is not trusted here; NODE_EXTRA_CA_CERTS names a file of those that are'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another name'],
]);

function codeIn(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined;
  const { code } = (cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** Made anew: what a library sees of an answer is its status, the links between pages, and JSON. */
function jsonResponse(status: number, headers: Headers, text: string): Response {
  if (text.trim() === '') return new Response(null, { status: 204 });
  try {
    JSON.parse(text);
  } catch {
    throw oddAnswer('its answer is no JSON');
  }
  const link = headers.get('link');
  return new Response(text, { status, headers: { 'content-type': 'application/json', ...(link === null ? {} : { link }) } });
}
