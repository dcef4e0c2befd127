import { Option } from '@commander-js/extra-typings';

/** An option that can be given again and again. It takes one value each time, so that what follows stays an argument. */
export function repeatableOption<F extends string>(flags: F, what: string) {
  return new Option(flags, `${what}; can be repeated`)
    .argParser((value: string, earlier: readonly string[]): readonly string[] => [...earlier, value])
    .default([] as readonly string[], 'none');
}
