/**
 * Where a finding without a place is shown by viewers that want a file: code scanning rejects a whole upload for one
 * result without a location, GitLab leaves the entry out.
 */
export const HOME_FILE = 'confman.json5';
