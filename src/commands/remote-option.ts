import { Option, type Command } from '@commander-js/extra-typings';

/** Adds `--remote`, which every command about requests has. */
export function addRemoteOption<A extends unknown[], O extends Record<string, unknown>>(
  command: Command<A, O>,
): Command<A, O & { remote?: string | undefined }> {
  const option = new Option('--remote <remote>', 'where requests are kept; origin by default, none for this repository alone');
  return command.addOption(option) as unknown as Command<A, O & { remote?: string | undefined }>;
}
