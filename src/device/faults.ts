import type { CommandName } from '../spec/wire/admin/commands.ts';
import type { FeatureName } from '../spec/wire/admin/features.ts';
import type { EventGroupName } from '../spec/wire/aenq.ts';
import type { ReadableRegister } from '../spec/wire/registers.ts';

/** A fault that is laid in wait. */
export interface Strike {
  /** How often it strikes yet; `Infinity`: until it is cleared. */
  left: number;
}

/** Strikes at admin commands: at each, or at those of one kind. */
export interface CommandStrike extends Strike {
  readonly command?: CommandName | undefined;
  readonly feature?: FeatureName | undefined;
}

/** Strikes at register reads: at each, or at those of one register. */
export interface RegisterStrike extends Strike {
  readonly register?: ReadableRegister | undefined;
}

/**
 * What can go wrong on the control path. To lay a fault, assign it: `faults.keepAliveLost = { left: 10 }`; to clear it,
 * assign undefined. Power-on and resets leave them be.
 */
export interface ControlFaults {
  /** A keep-alive is not posted. */
  keepAliveLost?: Strike | undefined;
  /** A keep-alive is posted, and nobody is told. */
  keepAliveInterruptLost?: Strike | undefined;
  /** Any other event is posted, and nobody is told. */
  eventInterruptLost?: Strike | undefined;
  /** A command is carried out and never answered. */
  adminCompletionLost?: CommandStrike | undefined;
  /** A command is carried out at once and answered later. */
  adminCompletionLate?: (CommandStrike & { readonly delayMs: number }) | undefined;
  /** A command is answered, and nobody is told. */
  adminInterruptLost?: CommandStrike | undefined;
  /** A command is not carried out, and answered with a status. */
  adminStatus?: (CommandStrike & { readonly status: number; readonly extendedStatus?: number }) | undefined;
  /** A register read is not answered; a plain read gives all ones. */
  registerReadLost?: RegisterStrike | undefined;
  /** Likewise, between the order to reset and the end of the reset only. */
  registerReadLostInReset?: RegisterStrike | undefined;
  /** A register read is answered under the id of the request before. */
  registerReadStale?: RegisterStrike | undefined;
  /** A register read is answered with the offset of another register. */
  registerReadWrongOffset?: RegisterStrike | undefined;
  /** After a power-on or a reset the device does not become ready as long as the fault lies there. */
  neverReady?: Strike | undefined;
  /** An order to reset hangs the device: it touches memory no more, and its status shows no reset. */
  resetNeverStarts?: Strike | undefined;
  /** A reset goes on as long as the fault lies there. */
  resetNeverEnds?: Strike | undefined;
  /** Features that are offered and then refused, whether asked for or set. */
  featureRefused?: (Strike & { readonly features: readonly FeatureName[]; readonly status?: number }) | undefined;
  /** Groups of events the device says it does not have. Strikes each time it is asked, so mostly until cleared. */
  eventGroupsUnsupported?: (Strike & { readonly groups: readonly EventGroupName[] }) | undefined;
  /** The choice of an LLQ is refused, though it was offered. */
  llqRefused?: (Strike & { readonly status?: number }) | undefined;
  /** The creation of a queue is refused; without a status as for want of room, after which drivers try smaller rings. */
  queueRefused?: (Strike & { readonly command?: 'createCq' | 'createSq'; readonly status?: number }) | undefined;
}

export type ControlFaultName = keyof ControlFaults;

/** The fault if it is laid and not used up; counts the strike. */
export const strike = <Fault extends Strike>(fault: Fault | undefined): Fault | undefined => {
  if (fault === undefined || !(fault.left > 0)) return undefined;
  fault.left -= 1;
  return fault;
};

/** As `strike`, for those faults that wait for a certain command. */
export const strikeCommand = <Fault extends CommandStrike>(
  fault: Fault | undefined,
  command: CommandName | undefined,
  feature: FeatureName | undefined,
): Fault | undefined => {
  if (fault?.command !== undefined && fault.command !== command) return undefined;
  if (fault?.feature !== undefined && fault.feature !== feature) return undefined;
  return strike(fault);
};

/** As `strike`, for those faults that wait for a certain register. */
export const strikeRegister = (
  fault: RegisterStrike | undefined,
  register: ReadableRegister | undefined,
): RegisterStrike | undefined =>
  fault?.register === undefined || fault.register === register ? strike(fault) : undefined;
