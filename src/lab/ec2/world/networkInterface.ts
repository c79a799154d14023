import type { Resource } from './world.ts';

export interface InterfaceAttachment {
  readonly id: string;
  readonly instanceId: string;
  readonly deviceIndex: number;
  readonly attachedMs: number;
  deleteOnTermination: boolean;
}

/** A network interface (ENI). */
export interface NetworkInterface extends Resource {
  readonly mac: string;
  readonly subnetId: string;
  readonly privateIp: string;
  groupIds: string[];
  /** Gets an address of Amazon's pool whenever its instance starts, and loses it when it stops. */
  readonly hasAutoPublicIp: boolean;
  publicIp?: string | undefined;
  attachment?: InterfaceAttachment | undefined;
}

/** `02:00:00:00:00:01` as its six bytes. */
export const macBytes = (mac: string): readonly number[] => mac.split(':').map((byte) => Number.parseInt(byte, 16));
