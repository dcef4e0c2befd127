import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { FormatName } from '../diagnostics/formats.ts';
import type { Actor } from '../publish/embedded/actor.ts';
import type { EmbeddedProvider } from '../publish/embedded/embedded-provider.ts';
import type { RequestStore } from '../publish/embedded/request-store.ts';
import type { CommandContext, ExitCode, GlobalOptions } from './command-context.ts';
import { withProvider, type ProviderDesk, type ProviderFlags } from './with-provider.ts';

/** What a command works with that needs requests which git itself keeps. */
export interface PublishDesk extends ProviderDesk {
  readonly provider: EmbeddedProvider;
  readonly store: RequestStore;
  readonly actor: Actor;
}

/** The same as `withProvider`, where no forge can do what is asked. */
export function withStore(
  context: CommandContext,
  options: GlobalOptions,
  command: string,
  flags: ProviderFlags & { readonly formats?: readonly FormatName[] },
  work: (desk: PublishDesk) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withProvider(context, options, command, flags, async (desk) => {
    const { provider } = desk;
    if (provider.kind === 'embedded') return work({ ...desk, provider, store: provider.store, actor: provider.actor });
    const what = `what confman ${command} needs`;
    return desk.fail(
      diagnostic('forge/not-kept', { host: provider.store.address.host, what }, { hint: 'Look at the pages of the forge' }),
    );
  });
}
