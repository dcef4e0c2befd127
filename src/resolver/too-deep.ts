/**
 * Unwinds references that are nested too deep, up to the one where they began: what lies between must not be remembered,
 * because entered further down it may be fine. The one throw of the resolver; `Resolver.target` catches it.
 */
export class TooDeep extends Error {
  readonly limit: number;
  readonly setting: 'references' | 'resolvedDepth';

  constructor(limit: number, setting: TooDeep['setting']) {
    super(`nested more than ${limit} deep`);
    this.limit = limit;
    this.setting = setting;
  }
}
