import { rule } from './rule.ts';
import { show } from './show.ts';

export const propertyRules = {
  'property-added-closed': rule('properties', 'Optional property added, object closed', '+-', 'non-breaking', {
    reason: 'The object allowed no other names before, so that no old document has this one.',
    instead: 'Leave it as it is, for a closed object grows like this; where old readers refuse it, change them first.',
    message: () => 'the property was added',
  }),
  'property-added-open': rule('properties', 'Optional property added, object open', '-+', 'non-breaking', {
    reason: 'The object allowed any name before, so that an old document may hold this one with another kind of value.',
    instead: 'Close the object (additionalProperties: false), so that new names cannot have been used by chance.',
    message: () => 'the property was added; the object took any value under this name before',
  }),
  'property-added-covered': rule(
    'properties',
    'Optional property added, old additionalProperties schema equal or narrower',
    '++',
    'non-breaking',
    {
      reason: 'What names without a declaration had to be is also accepted for this one.',
      instead: 'Leave it as it is: the property was possible before.',
      message: () => 'the property was added; what the object took under this name before is still accepted',
    },
  ),
  'property-added-conflicting': rule('properties', 'Property added against old additionalProperties schema', '--', 'breaking', {
    reason: 'Under this name the old version demanded another kind of value than the new one does.',
    instead: 'Give the property a schema that accepts what additionalProperties accepted, or choose a name that is free.',
    message: () => 'the property was added; the object demanded something else under this name before',
  }),
  'property-added-required': rule('properties+required', 'Required property added without default', '-?', 'breaking', {
    reason: 'Old documents do not have it, and nothing fills it in.',
    instead: 'Add it as an optional property or with a default, and require it once the data has it.',
    message: () => 'the property was added and is required; no default fills it in',
  }),
  'property-added-required-default': rule(
    'properties+required',
    'Required property added with default',
    '-?',
    'potentially-breaking',
    {
      reason: 'A document that is judged as it stands lacks the property; resolved data has the default filled in.',
      instead: 'Leave the property optional: the default is filled in all the same.',
      message: () => 'the property was added and is required; resolved data gets its default',
    },
  ),
  'property-removed-closed': rule('properties', 'Property removed, object closed', '-+', 'breaking', {
    subject: 'presence',
    reason: 'The object allows no other names, so that documents with the property are refused now.',
    instead: 'Mark the property with x-confman-deprecated, and remove it once no data has it.',
    message: () => 'the property was removed; the object refuses it now',
  }),
  'property-removed-open': rule('properties', 'Property removed, object open', '+-', 'breaking', {
    subject: 'presence',
    reason: 'Documents with the property stay valid, but what it held is no longer checked and its readers lose it.',
    instead: 'Mark the property with x-confman-deprecated, and remove it once nothing reads it.',
    message: () => 'the property was removed; the object still takes any value under this name',
  }),
  'property-removed-deprecated': rule('properties', 'Deprecated property removed', '-+', 'potentially-breaking', {
    subject: 'presence',
    reason: 'Its removal was announced, but a document that still has it may be refused now.',
    instead: 'Compare against the configs (--against-configs) to see whether anything still has it.',
    message: () => 'the property was removed; it was deprecated before',
  }),
  'property-renamed': rule('properties', 'Property renamed (declared or detected)', '--', 'breaking', {
    subject: 'presence',
    reason: 'Documents and readers that know the one name do not know the other.',
    instead: 'Carry the data over with a migration, or add the new name beside the old one and remove that later.',
    message: ({ old, new: now, note }) =>
      note === undefined
        ? `the property was renamed from ${show(old)} to ${show(now)}`
        : `the property ${show(old)} may have been renamed to ${show(now)}`,
  }),
  'property-moved': rule('properties', 'Property moved to another path', '--', 'breaking', {
    subject: 'presence',
    reason: 'Documents and readers that look at the one place do not find it at the other.',
    instead: 'Carry the data over with a migration, or add the new place beside the old one and remove that later.',
    message: ({ old, new: now, note }) =>
      note === undefined
        ? `the property was moved from ${show(old)} to ${show(now)}`
        : `the property ${show(old)} may have been moved to ${show(now)}`,
  }),
  'property-forbidden': rule('properties', 'Property schema became false', '-+', 'breaking', {
    reason: 'Every document that has the property is refused now, whatever its value.',
    instead: 'Mark the property with x-confman-deprecated, and forbid it once no data has it.',
    message: () => 'the property is forbidden now',
  }),
  'property-deprecated': rule('deprecated', 'Property marked deprecated', '++', 'info', {
    reason: 'Deprecation announces a removal and refuses nothing.',
    instead: 'Say in the text of x-confman-deprecated what to use instead.',
    message: () => 'the property is deprecated now',
  }),
  'property-undeprecated': rule('deprecated', 'Deprecation withdrawn', '++', 'info', {
    reason: 'The same documents are accepted as before.',
    instead: 'Leave it as it is.',
    message: () => 'the property is no longer deprecated',
  }),
  'read-only-changed': rule('readOnly', 'readOnly/writeOnly changed', '++', 'potentially-breaking', {
    subject: 'meaning',
    reason: 'The same documents are accepted, but who may write or read the value is another matter now.',
    instead: 'Tell those who write the value before the change is published.',
    message: ({ old, new: now, note }) => `${note ?? 'readOnly'} went from ${show(old ?? false)} to ${show(now ?? false)}`,
  }),
};
