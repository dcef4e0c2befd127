import type { AutoApproveRule, FreezeWindow, NamespaceSettings, Schedule, SettingName } from '../namespaces/settings.ts';

/** What a setting says, a text for each row of it. Texts are as they are written: to be masked and made visible. */
export function settingWords<K extends Exclude<SettingName, 'freeze'>>(name: K, value: NamespaceSettings[K]): readonly string[] {
  if (value === undefined) return ['none'];
  if (name === 'schedule') return [scheduleWords(value as Schedule)];
  if (name !== 'autoApprove') return [JSON.stringify(value)];
  const rules = value as readonly AutoApproveRule[];
  return rules.length === 0 ? ['none'] : rules.map((rule) => ruleWords(rule));
}

export function freezeWords({ from, until, reason }: FreezeWindow): string {
  return `${from} to ${until}${reason === undefined ? '' : `: ${reason}`}`;
}

function scheduleWords({ at, days, timeZone = 'UTC' }: Schedule): string {
  return `${at} ${timeZone}${days === undefined ? '' : ` on ${days.join(', ')}`}`;
}

function ruleWords({ pointers, widening, environments, maxApps }: AutoApproveRule): string {
  const parts = [
    ...(pointers === undefined ? [] : [`below ${pointers.join(', ')}`]),
    ...(widening === true ? ['only more'] : []),
    ...(environments === undefined ? [] : [`in ${environments.join(', ')}`]),
    ...(maxApps === undefined ? [] : [`up to ${maxApps} app${maxApps === 1 ? '' : 's'}`]),
  ];
  return parts.length === 0 ? 'every change of apps' : parts.join('; ');
}
