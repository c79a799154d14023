import type { Guest } from '../world/guest.ts';
import type { Instance } from '../world/instance.ts';
import type { Image } from '../world/storage.ts';

/** An instance of a preset world: what it is launched from, and what has happened to it since. */
export interface Story {
  readonly name: string;
  /** One sentence on what is to be seen. */
  readonly says: string;
  readonly type: string;
  readonly image: Partial<
    Pick<Image, 'enaSupport' | 'virtualization' | 'rootDeviceType' | 'sriovNetSupport' | 'productCode' | 'mappings'>
  >;
  readonly guest?: Partial<Guest>;
  /** Settings of the instance that differ from the usual. */
  readonly instance?: Partial<Instance>;
  /** Is a member of the lab's Auto Scaling group. */
  readonly isInGroup?: true;
  /** Was stopped, or hibernated, by its user. */
  readonly isStopped?: true;
}
