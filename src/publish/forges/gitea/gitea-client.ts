import { asAnswer, asAnswers, type Answer } from '../answer.ts';
import type { ForgeConnection } from '../forge-connection.ts';
import { leadsOn, type Page } from '../pages.ts';
import { createTransport } from '../transport.ts';

type Query = Readonly<Record<string, string | number>>;

/** Gitea's and Forgejo's own API below the project: small enough to be called as it is. */
export interface GiteaClient {
  /** @param path parts, each taken as it is */
  readonly get: (path: readonly string[]) => Promise<Answer>;
  readonly page: (path: readonly string[], query: Query) => Promise<Page<Answer>>;
  readonly send: (method: 'POST' | 'PATCH', path: readonly string[], body: Readonly<Record<string, unknown>>) => Promise<unknown>;
  readonly whoAmI: () => Promise<Answer>;
}

export function giteaClient(connection: ForgeConnection): GiteaClient {
  const { api, project } = connection.address;
  const call = createTransport(connection);
  const at = (path: readonly string[]): string =>
    `${api}/${['repos', ...project.split('/'), ...path].map(encodeURIComponent).join('/')}`;
  return {
    get: async (path) => asAnswer(await contentOf(await call(at(path), {}))),
    page: async (path, query) => {
      const search = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]));
      const response = await call(`${at(path)}?${search.toString()}`, {});
      return { items: asAnswers(await contentOf(response)), more: leadsOn(response.headers.get('link'), api) };
    },
    send: async (method, path, body) => {
      const response = await call(at(path), { method, body: JSON.stringify(body) });
      return contentOf(response);
    },
    whoAmI: async () => asAnswer(await contentOf(await call(`${api}/user`, {}))),
  };
}

/** An answer may be empty, also where one is expected. */
async function contentOf(response: Response): Promise<unknown> {
  return response.status === 204 ? undefined : response.json();
}
