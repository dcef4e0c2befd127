import { Option, type Command } from '@commander-js/extra-typings';
import { providerChoices, type ProviderChoice } from '../publish/provider-kind.ts';

// eslint-disable-next-line typescript/consistent-type-definitions -- commander's options have an index, which interfaces lack
export type RemoteOptions = {
  remote?: string | undefined;
  provider?: ProviderChoice | undefined;
};

/** What commands about requests print. */
const formats = ['pretty', 'json'];

/** Adds `--remote` and `--provider`, which every command about requests has, and leaves the formats that they have. */
export function addRemoteOption<A extends unknown[], O extends Record<string, unknown>>(
  command: Command<A, O>,
): Command<A, O & RemoteOptions> {
  const remote = new Option('--remote <remote>', 'where requests are kept; origin by default, none for this repository alone');
  const provider = new Option('--provider <kind>', 'who keeps them there: git itself, or a forge; auto by default').choices(
    providerChoices,
  );
  command.options.find(({ long }) => long === '--format')?.choices(formats);
  return command.addOption(remote).addOption(provider) as unknown as Command<A, O & RemoteOptions>;
}
