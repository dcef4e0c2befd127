import { Octokit } from '@octokit/rest';
import { createTransport } from '../transport.ts';
import type { ForgeConnection } from '../forge-connection.ts';

const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

export interface GithubClient {
  readonly octokit: Octokit;
  /** What every call names. */
  readonly at: { readonly owner: string; readonly repo: string };
  readonly api: string;
}

/** Octokit without a token, which only the transport has, and without a voice of its own on the terminal. */
export function githubClient(connection: ForgeConnection): GithubClient {
  const { api, project } = connection.address;
  const [owner = '', repo = ''] = project.split('/');
  const request = { fetch: createTransport(connection), log: silent };
  return { octokit: new Octokit({ baseUrl: api, log: silent, request }), at: { owner, repo }, api };
}

function ignore(): void {}
