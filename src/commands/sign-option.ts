import { Option, type Command } from '@commander-js/extra-typings';

// eslint-disable-next-line typescript/consistent-type-definitions -- commander's options have an index, which interfaces lack
export type SignOptions = {
  /** Undefined: as the caller's configuration says. */
  sign?: boolean | undefined;
};

/** Adds `--sign` and `--no-sign`, which every command has that makes events. */
export function addSignOption<A extends unknown[], O extends Record<string, unknown>>(
  command: Command<A, O>,
): Command<A, O & SignOptions> {
  const sign = new Option('-S, --sign', 'sign it with your SSH key: CONFMAN_SIGNING_KEY, or user.signingKey of your own git');
  const plain = new Option('--no-sign', 'do not sign it, whatever confman.sign says');
  return command.addOption(sign).addOption(plain) as unknown as Command<A, O & SignOptions>;
}
