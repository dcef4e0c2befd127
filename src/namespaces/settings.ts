/** One rule by which a request is approved without a person. All that it says has to hold for the whole effective change. */
export interface AutoApproveRule {
  /** Every changed value is at or below one of these places; `*` stands for any one part. */
  readonly pointers?: readonly string[];
  /** Nothing is removed or replaced: members and elements are added, and numbers grow that are no elements of a list. */
  readonly widening?: true;
  /** Every affected app has one of these as its variable `environment`; one without the variable has none. */
  readonly environments?: readonly string[];
  /** At most so many apps are affected. */
  readonly maxApps?: number;
}

/** When approved requests are published. */
export interface Schedule {
  /** `06:30`. */
  readonly at: string;
  /** Every day where it is undefined. */
  readonly days?: readonly ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
  /** Of the IANA database; UTC where it is undefined. */
  readonly timeZone?: string;
}

/** A time in which nothing is published: RFC 3339 with an offset, the end exclusive. */
export interface FreezeWindow {
  readonly from: string;
  readonly until: string;
  readonly reason?: string;
}

export type SchemaEnforcement = 'on-publish' | 'always' | 'never';

/** Settings of a namespace with every default in place. */
export interface NamespaceSettings {
  readonly schemaEnforcement: SchemaEnforcement;
  readonly requireApproval: boolean;
  readonly minApprovers: number;
  /** The first rule that holds decides; none where the list is empty. */
  readonly autoApprove: readonly AutoApproveRule[];
  /** A request that gives apps back exactly what they were needs nobody's approval here. */
  readonly instantRollback: boolean;
  /** Undefined: at once. */
  readonly schedule: Schedule | undefined;
  readonly freeze: readonly FreezeWindow[];
  /** Fixed: nobody approves a change of their own. */
  readonly allowSelfApproval: false;
}

export type SettingName = keyof NamespaceSettings;

/** What holds where no namespace says anything. Nothing is published without somebody else's approval. */
export const defaultNamespaceSettings: NamespaceSettings = Object.freeze({
  schemaEnforcement: 'on-publish',
  requireApproval: true,
  minApprovers: 1,
  autoApprove: [],
  instantRollback: false,
  schedule: undefined,
  freeze: [],
  allowSelfApproval: false,
});

export const settingNames = Object.freeze(Object.keys(defaultNamespaceSettings)) as readonly SettingName[];
