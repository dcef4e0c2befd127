import type { Forge } from '../../namespaces/principal.ts';

const folders = { github: 'refs/pull', gitlab: 'refs/merge-requests', gitea: 'refs/pull' } as const;

/** Where a forge has the head of a request, also of one from a fork. @param id a whole number */
export function headRefOf(forge: Forge, id: string): string {
  return `${folders[forge]}/${id}/head`;
}

/** Ours: the head as it was fetched last, beside those of requests that git itself keeps. */
export function seenRef(id: string): string {
  return `refs/confman/pulls/${id}`;
}
