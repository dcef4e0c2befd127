import { createRequesterFn, type FormattedResponse } from '@gitbeaker/requester-utils';
import {
  Events,
  MergeRequestApprovals,
  MergeRequestNotes,
  MergeRequests,
  Projects,
  ProtectedBranches,
  Users,
} from '@gitbeaker/rest';
import { asAnswers, type Answer } from '../answer.ts';
import type { ForgeConnection } from '../forge-connection.ts';
import { leadsOn, pageSize, type Page } from '../pages.ts';
import { createTransport } from '../transport.ts';

export interface GitlabClient {
  readonly project: string;
  readonly mergeRequests: MergeRequests;
  readonly approvals: MergeRequestApprovals;
  readonly notes: MergeRequestNotes;
  readonly protectedBranches: ProtectedBranches;
  readonly projects: Projects;
  readonly events: Events;
  readonly users: Users;
}

/**
 * gitbeaker over our own transport. Its own would follow redirects to other hosts with the token, ask again after any 502, also
 * after one that answered a merge, and follow links between pages.
 */
export function gitlabClient(connection: ForgeConnection): GitlabClient {
  const { api, project } = connection.address;
  const options = { host: api.replace(/\/api\/v4$/, ''), queryTimeout: null, requesterFn: requester(connection) };
  return {
    project,
    mergeRequests: new MergeRequests(options),
    approvals: new MergeRequestApprovals(options),
    notes: new MergeRequestNotes(options),
    protectedBranches: new ProtectedBranches(options),
    projects: new Projects(options),
    events: new Events(options),
    users: new Users(options),
  };
}

function requester(connection: ForgeConnection): ReturnType<typeof createRequesterFn> {
  const fetch = createTransport(connection);
  return createRequesterFn(
    (_, options) => Promise.resolve(options),
    async (endpoint, options = {}): Promise<FormattedResponse> => {
      const { method, prefixUrl, searchParams, body } = options as Readonly<Record<string, string | undefined>>;
      const url = new URL(endpoint, `${prefixUrl?.replace(/\/+$/, '')}/`);
      url.search = searchParams ?? '';
      const response = await fetch(url.href, { method: method ?? 'GET', ...(body === undefined ? {} : { body }) });
      const more = leadsOn(response.headers.get('link'), connection.address.api);
      const content = response.status === 204 ? null : ((await response.json()) as FormattedResponse['body']);
      return { body: content, status: response.status, headers: { 'x-next-page': more ? '1' : '' } };
    },
  );
}

/** Options of a list: with a page given gitbeaker loads that one alone. */
export function listed(page: number): { readonly page: number; readonly perPage: number; readonly showExpanded: true } {
  return { page, perPage: pageSize, showExpanded: true };
}

/** What gitbeaker makes of a page that was asked for with `listed`. */
export function pageOf(answer: { readonly data: unknown; readonly paginationInfo?: { readonly next?: unknown } }): Page<Answer> {
  return { items: asAnswers(answer.data), more: typeof answer.paginationInfo?.next === 'number' };
}
