import type { Dossier } from './dossier.ts';
import type { EnaOfType, InstanceSeen } from './instanceSeen.ts';

const enaOfTypes: ReadonlySet<string> = new Set(['unsupported', 'supported', 'required'] satisfies EnaOfType[]);

/** How the type stands to ENA; undefined where it is not told, or in a word of the future. */
export const enaOf = (told: string | undefined): EnaOfType | undefined =>
  told !== undefined && enaOfTypes.has(told) ? (told as EnaOfType) : undefined;

/** EC2's messages begin with their code, as a rule; it is told once. */
export const reasonWords = (code: string | undefined, message: string | undefined): string =>
  message !== undefined && code !== undefined && message.startsWith(code)
    ? message
    : [code, message].filter((part) => part !== undefined && part !== '').join(': ');

const withReason = (what: string, code: string | undefined, message: string | undefined): string => {
  const reason = reasonWords(code, message);
  return reason === '' ? what : `${what} (${reason})`;
};

/** What a dossier says, in our words. `consoleKernel` is the kernel its console shows to have booted. */
export const seenOf = (dossier: Dossier, consoleKernel?: string): InstanceSeen => {
  const { id, instance, type, image, status, enaFlag } = dossier;
  const state = instance.State?.Name ?? 'unknown';
  const reason = instance.StateReason;
  const typeEna = enaOf(type?.NetworkInfo?.EnaSupport);
  const interfaces = instance.NetworkInterfaces ?? [];
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['state', withReason(state, reason?.Code, reason?.Message)],
    ['last transition', instance.StateTransitionReason || undefined],
    ['instance type', withReason(instance.InstanceType ?? 'unknown', typeEna && `ENA ${typeEna}`, undefined)],
    ['virtualization', instance.VirtualizationType],
    ['root device', instance.RootDeviceType],
    ['enaSupport', String(enaFlag)],
    ['enaSupport of the image', image && String(image.EnaSupport === true)],
    ['system status', status?.SystemStatus?.Status],
    ['instance status', status?.InstanceStatus?.Status],
    ['volume status', status?.AttachedEbsStatus?.Status],
    [
      'network interfaces',
      interfaces.map((one) => withReason(one.NetworkInterfaceId ?? '?', one.Status, undefined)).join(', ') || 'none',
    ],
  ];
  return {
    kind: 'instance',
    id,
    lines: facts.flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${value}`)),
    state,
    ...(reason?.Code && { stateReason: reason.Code }),
    type: instance.InstanceType ?? 'unknown',
    ...(typeEna && { typeEna }),
    paravirtual: instance.VirtualizationType === 'paravirtual',
    rootDevice: instance.RootDeviceType ?? 'unknown',
    enaFlag,
    ...(image && { imageEnaFlag: image.EnaSupport === true }),
    ...(status?.SystemStatus?.Status && { systemStatus: status.SystemStatus.Status }),
    ...(status?.InstanceStatus?.Status && { instanceStatus: status.InstanceStatus.Status }),
    ...(status?.AttachedEbsStatus?.Status && { volumeStatus: status.AttachedEbsStatus.Status }),
    interfaces: interfaces.length,
    ...(consoleKernel !== undefined && { consoleKernel }),
  };
};
