/** Nothing is wrong where there is nothing: whoever expected apps has to be told. */
export const noAppsLine = 'There is no app: an app is a folder of the tree with a config document\n';
