export interface ColourFacts {
  /** The value of `--color`. */
  readonly when: 'auto' | 'always' | 'never';
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTTY: boolean;
}

/**
 * Whether one stream gets colours. The first of these that says something decides: `--color`, FORCE_COLOR, NO_COLOR,
 * TERM=dumb, whether the stream is a terminal. FORCE_COLOR before NO_COLOR is Node's own order (and chalk's): the one
 * stands in a profile, the other is said for this run. An empty variable says nothing (no-color.org).
 */
export function wantsColour({ when, env, isTTY }: ColourFacts): boolean {
  if (when !== 'auto') return when === 'always';
  const force = env['FORCE_COLOR'];
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  const none = env['NO_COLOR'];
  if (none !== undefined && none !== '') return false;
  return isTTY && env['TERM'] !== 'dumb';
}
