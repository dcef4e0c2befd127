import deepmerge from 'deepmerge';
import type { FromSchema } from 'json-schema-to-ts';
import type { JsonObject } from '../model/json.ts';
import { settingsSchema } from './settings-schema.ts';

type Written = FromSchema<typeof settingsSchema>;

export interface Limits {
  readonly depth: number;
  readonly fileBytes: number;
  readonly aliasedValues: number;
  readonly documents: number;
  readonly references: number;
  readonly resolvedDepth: number;
  readonly resolvedBytes: number;
  readonly diagnostics: number;
}

/** The settings with every default in place. Folders are relative to the workspace, mounts to the repository. */
export interface Settings {
  readonly configs: string;
  readonly schemas: string;
  readonly resolved: string;
  readonly mounts: readonly { readonly at: string; readonly from: string }[];
  readonly vars: Readonly<Record<string, string>>;
  readonly defaults: 'fill' | 'ignore';
  readonly secretSchemes: readonly string[];
  readonly outputFormat: 'json' | 'yaml' | 'bson';
  readonly protectedBranch: string;
  readonly publish: { readonly provider: 'auto' | 'embedded' | 'github' | 'gitlab' | 'gitea' };
  readonly lint: { readonly rules: Readonly<Partial<Record<string, 'off' | 'info' | 'warning' | 'error'>>> };
  readonly limits: Limits;
}

const properties = settingsSchema.properties;
const limits = properties.limits.properties;

export const defaultSettings: Settings = {
  configs: properties.configs.default,
  schemas: properties.schemas.default,
  resolved: properties.resolved.default,
  mounts: properties.mounts.default,
  vars: properties.vars.default,
  defaults: properties.defaults.default,
  secretSchemes: properties.secretSchemes.default,
  outputFormat: properties.outputFormat.default,
  protectedBranch: properties.protectedBranch.default,
  publish: { provider: properties.publish.properties.provider.default },
  lint: { rules: properties.lint.properties.rules.default },
  limits: {
    depth: limits.depth.default,
    fileBytes: limits.fileBytes.default,
    aliasedValues: limits.aliasedValues.default,
    documents: limits.documents.default,
    references: limits.references.default,
    resolvedDepth: limits.resolvedDepth.default,
    resolvedBytes: limits.resolvedBytes.default,
    diagnostics: limits.diagnostics.default,
  },
};

/** @param written a value that the settings schema accepts */
export function completeSettings(written: JsonObject): Settings {
  return deepmerge(defaultSettings, written as Written, { arrayMerge: (_, later: unknown[]) => later });
}
