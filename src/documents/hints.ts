/** What to do about findings that every format can have. */
export const hints = Object.freeze({
  duplicateKey: 'Remove one of the two, or rename it',
  forbiddenKey: 'Rename the key',
  tooDeep: 'Move the inner part to a document of its own and refer to it',
  tooLarge: 'Split the document, or raise the limit in the settings',
  loneSurrogate: 'Write the other half too, or remove it',
  numberAsText: 'Quote it, and let the program read the text',
  numberLeftOut: 'Use null, or leave the key out and let the program have a default',
});
