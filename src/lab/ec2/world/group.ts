export type Lifecycle = 'InService' | 'EnteringStandby' | 'Standby' | 'Pending';

export interface Member {
  readonly instanceId: string;
  lifecycle: Lifecycle;
  /** When what it is doing ends. */
  dueMs?: number | undefined;
}

/** An Auto Scaling group. The lab's never launches and never terminates by itself. */
export interface Group {
  readonly name: string;
  readonly minSize: number;
  readonly maxSize: number;
  desired: number;
  readonly members: Member[];
}
