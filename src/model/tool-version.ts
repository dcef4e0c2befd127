/** The version of this confman; the build replaces it by the one of package.json. */
export const toolVersion: string = process.env.CONFMAN_VERSION ?? '0.0.0-source';

/**
 * Tells builds apart that have the same version: what one of them remembered is not taken over by another. The build
 * replaces it by a hash of the sources.
 */
export const buildId: string = process.env.CONFMAN_BUILD ?? 'source';
