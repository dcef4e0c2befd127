import { resolve } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { isGitFailure } from '../git/git-failure.ts';
import type { AuditWish } from '../publish/embedded/audit-rows.ts';
import type { RequestStore } from '../publish/embedded/request-store.ts';
import type { HostedProvider } from '../publish/hosted/hosted-provider.ts';
import type { HostedStore } from '../publish/hosted/hosted-store.ts';
import { exitCodes, type ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import type { ProviderDesk } from './with-provider.ts';

interface AuditFlags {
  readonly actor?: string | undefined;
  readonly namespace?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly verify?: true | undefined;
  readonly root?: string | undefined;
  readonly allowedSigners?: string | undefined;
}

export const audit: CommandModule = {
  name: 'audit',
  summary: 'list what happened to requests, or replay and verify all of it',
  define: (context, finish) =>
    addRemoteOption(
      addGlobalOptions(
        new Command('audit')
          .option('--actor <person>', 'only what this person did: an address or an account, with their other names')
          .option('--namespace <path>', 'only published requests that reached it')
          .option('--since <time>', 'from this time on: 2026-05-13 or 2026-05-13T16:50:00Z')
          .option('--until <time>', 'up to this time')
          .option('--verify', 'replay every event by the policy of its time, and say which is the first that does not hold')
          .option('--root <commit>', 'with --verify: a commit of the protected branch that is trusted as it is')
          .option('--allowed-signers <file>', 'with --verify: keys by which each event has to be signed, see ssh-keygen(1)'),
      ),
    ).action(async (flags) => {
      const options = readGlobals(flags, context.cwd);
      const { withProvider } = await import('./with-provider.ts');
      const [name, work] = flags.verify === true ? (['audit --verify', runVerify] as const) : (['audit', runList] as const);
      finish(await withProvider(context, options, name, flags, (desk) => work(desk, flags)));
    }),
};

async function runList(desk: ProviderDesk, { actor, namespace, since, until }: AuditFlags): Promise<ExitCode> {
  const { provider, context } = desk;
  const { readMoment } = await import('./read-moment.ts');
  const span = {
    since: since === undefined ? undefined : readMoment(since, 'start'),
    until: until === undefined ? undefined : readMoment(until, 'end'),
  };
  const odd = span.since === undefined && since !== undefined ? since : span.until === undefined ? until : undefined;
  if (odd !== undefined) {
    context.stderr.write(`error: ${JSON.stringify(odd)} is no time such as 2026-05-13 or 2026-05-13T16:50:00Z\n`);
    return exitCodes.unjudged;
  }
  const wish = { actor, namespace, ...span };
  return provider.kind === 'embedded' ? listEvents(desk, provider.store, wish) : listRemembered(desk, provider, wish);
}

type ListWish = Omit<AuditWish, 'isActor'> & { readonly actor: string | undefined };

/** Somebody by any of their names, as the protected branch says it now. */
async function withNames(store: RequestStore | HostedStore, tip: string, { actor, ...wish }: ListWish): Promise<AuditWish> {
  if (actor === undefined) return { ...wish, isActor: undefined };
  const { personOfAt } = await import('../publish/policy/person-of-at.ts');
  const personOf = await personOfAt(store, tip);
  return { ...wish, isActor: (name) => personOf(name) === personOf(actor) };
}

async function listEvents({ context, options, fail }: ProviderDesk, store: RequestStore, wish: ListWish): Promise<ExitCode> {
  const { auditRows } = await import('../publish/embedded/audit-rows.ts');
  const { auditJson, auditText } = await import('./print-audit.ts');
  const { printResult } = await import('./print-result.ts');
  const state = await store.refresh();
  if ('code' in state || isGitFailure(state)) return fail(state);
  const rows = await auditRows(store.location.repository, state.requests, await withNames(store, state.tip, wish));
  if (isGitFailure(rows)) return fail(rows);
  printResult(context, options, (format) => (format === 'json' ? auditJson(rows) : auditText(rows)));
  return exitCodes.done;
}

/** What a forge tells is told with what it does not. */
async function listRemembered(
  { context, options, fail }: ProviderDesk,
  provider: HostedProvider,
  wish: ListWish,
): Promise<ExitCode> {
  const { hostedAudit } = await import('../publish/hosted/hosted-audit.ts');
  const { hostedAuditJson, hostedAuditText } = await import('./print-hosted-audit.ts');
  const { printResult } = await import('./print-result.ts');
  const { store } = provider;
  const { host, forge } = store.address;
  if (wish.namespace !== undefined) {
    const args = { host, what: 'which namespaces a request reached' };
    return fail(diagnostic('forge/not-kept', args, { hint: 'Leave --namespace out' }));
  }
  const tip = wish.actor === undefined ? '' : await provider.tip();
  if (typeof tip !== 'string') return fail(tip);
  const audited = await hostedAudit(store, await withNames(store, tip, wish));
  if (!('rows' in audited)) return fail(audited);
  printResult(context, options, (format) =>
    format === 'json' ? hostedAuditJson(audited.rows, forge) : hostedAuditText(audited.rows),
  );
  const more = audited.complete ? '' : ' There are more requests: --since and --until narrow it down.';
  if (!options.quiet)
    context.stderr.write(
      `This is what ${host} remembers. Who closed a request, former words and forgotten pushes are not known, and nothing is verified.${more}\n`,
    );
  return exitCodes.done;
}

async function runVerify(desk: ProviderDesk, { root, allowedSigners }: AuditFlags): Promise<ExitCode> {
  const { provider, context } = desk;
  if (root === undefined) {
    context.stderr.write('error: name the commit that is trusted with --root; it was the tip when the branch was protected\n');
    return exitCodes.unjudged;
  }
  const signers = allowedSigners === undefined ? undefined : resolve(context.cwd, allowedSigners);
  const { isKeyList } = await import('../publish/embedded/is-key-list.ts');
  if (signers !== undefined && !isKeyList(signers)) {
    context.stderr.write(`error: --allowed-signers: there is no file ${JSON.stringify(allowedSigners)} that can be read\n`);
    return exitCodes.unjudged;
  }
  return provider.kind === 'embedded'
    ? verifyEvents(desk, provider.store, root, signers)
    : verifyRemembered(desk, provider, root, signers);
}

async function verifyEvents(
  { context, options, fail }: ProviderDesk,
  store: RequestStore,
  root: string,
  signers: string | undefined,
): Promise<ExitCode> {
  const { readHead } = await import('../publish/embedded/read-head.ts');
  const { verifyAudit } = await import('../publish/embedded/verify-audit.ts');
  const { verifiedJson, verifiedText } = await import('./print-audit.ts');
  const { printResult } = await import('./print-result.ts');
  const state = await store.refresh();
  if ('code' in state || isGitFailure(state)) return fail(state);
  const trusted = await readHead(store.location, root);
  if (isGitFailure(trusted)) return fail(trusted, root);
  const { commandProgress } = await import('./progress.ts');
  const progress = commandProgress(context, options, 'audit --verify');
  const result = await verifyAudit(store, state, trusted.oid, { allowedSigners: signers, step: progress?.step });
  progress?.end();
  if (isGitFailure(result)) return fail(result);
  printResult(context, options, (format) => (format === 'json' ? verifiedJson(result) : verifiedText(result, store.branch)));
  return result.fault === undefined ? exitCodes.done : exitCodes.findings;
}

/** What does not hold is a finding, also where something else cannot be told. */
async function verifyRemembered(
  { context, options, fail }: ProviderDesk,
  provider: HostedProvider,
  root: string,
  signers: string | undefined,
): Promise<ExitCode> {
  const { readHead } = await import('../publish/embedded/read-head.ts');
  const { verifyHosted } = await import('../publish/hosted/verify-hosted.ts');
  const { hostedVerifiedJson, hostedVerifiedText } = await import('./print-hosted-audit.ts');
  const { printResult } = await import('./print-result.ts');
  const { store } = provider;
  const { host, forge } = store.address;
  if (signers !== undefined) {
    const hint = 'Leave --allowed-signers out';
    return fail(diagnostic('forge/not-kept', { host, what: 'events that could be signed' }, { hint }));
  }
  const tip = await provider.tip();
  if (typeof tip !== 'string') return fail(tip);
  const trusted = await readHead(store.location, root);
  if (isGitFailure(trusted)) return fail(trusted);
  const result = await verifyHosted(store, trusted.oid, tip);
  if (!('commits' in result)) return fail(result);
  printResult(context, options, (format) =>
    format === 'json' ? hostedVerifiedJson(result, forge) : hostedVerifiedText(result, store.branch),
  );
  if (!options.quiet)
    context.stderr.write(
      `This is judged by what ${host} tells now. Reviews that somebody changed or took away since are not known, nor who gave a token to whom.\n`,
    );
  if (result.ended !== undefined) {
    fail(result.ended.why);
    context.stderr.write(`It came as far as ${result.ended.at}: go on with --root ${result.ended.at}\n`);
  }
  if (result.fault !== undefined) return exitCodes.findings;
  return result.ended === undefined && result.unknown.length === 0 ? exitCodes.done : exitCodes.unjudged;
}
