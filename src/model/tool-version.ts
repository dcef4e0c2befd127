/** The version of this confman; the build replaces it by the one of package.json. */
export const toolVersion: string = process.env['CONFMAN_VERSION'] ?? '0.0.0-source';
