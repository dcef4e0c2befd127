import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import { approvalsNeeded } from '../../namespaces/effective-namespace.ts';
import { openAccess } from '../../pipeline/access/access.ts';
import { openAtCommit } from '../../pipeline/open-at-commit.ts';
import { SharedObjects } from '../../workspace/shared-objects.ts';
import type { HostedStore } from './hosted-store.ts';

/** How many approvals the strictest namespace of the protected branch asks for: a forge knows one number for all of it. */
export async function strictestApprovals(store: HostedStore): Promise<number | GitFailure | readonly Diagnostic[]> {
  const fetched = await store.fetch([]);
  if (isGitFailure(fetched) || !('tip' in fetched)) return fetched;
  const { location, reader } = store;
  const shared = new SharedObjects(location.repository);
  const opened = await openAtCommit(location, fetched.tip, { reader, shared, reads: 'all' });
  if (opened.value === undefined) return opened.diagnostics;
  const access = await openAccess(opened.value.workspace);
  const namespaces = access.folders.map((folder) => access.governing(folder).namespace);
  return Math.max(0, ...namespaces.map((namespace) => (namespace === undefined ? 0 : approvalsNeeded(namespace))));
}
