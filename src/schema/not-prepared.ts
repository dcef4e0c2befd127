/**
 * Raised by whatever has to compile a schema while nothing that compiles was loaded: await the registry's `load` and ask again.
 * It happens only on runs that hoped to do with validators of an earlier run.
 */
export class NotPrepared extends Error {
  constructor() {
    super('a schema has to be compiled and the compiler was not loaded: await load() of the registry first');
  }
}
