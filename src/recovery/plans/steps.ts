import type { Step } from '../plan.ts';

/** Steps that several procedures have in common. `id` is the instance. */

export const stop = (id: string): Step => ({
  name: 'stop',
  title: `Stop ${id}`,
  why: 'EC2 changes the flag, and gives away the root volume, of a stopped instance only.',
  call: { name: 'StopInstances', input: { InstanceIds: [id] } },
  until: { holds: 'instance-state', instance: id, is: 'stopped' },
  undo: {
    says: `Start ${id} again`,
    needs: { holds: 'instance-state', instance: id, is: 'stopped' },
    call: { name: 'StartInstances', input: { InstanceIds: [id] } },
    until: { holds: 'instance-state', instance: id, is: 'running' },
  },
  leaves: 'What was in memory, on instance-store volumes, and a lent public address do not come back.',
});

export const awaitStop = (id: string): Step => ({
  name: 'await-stop',
  title: `Wait until ${id} has stopped`,
  why: 'Somebody has told it to stop already.',
  until: { holds: 'instance-state', instance: id, is: 'stopped' },
});

export const start = (id: string, why: string): Step => ({
  name: 'start',
  title: `Start ${id}`,
  why,
  needs: { holds: 'instance-state', instance: id, is: 'stopped' },
  call: { name: 'StartInstances', input: { InstanceIds: [id] } },
  until: { holds: 'instance-state', instance: id, is: 'running' },
  undo: {
    says: `Stop ${id} again`,
    call: { name: 'StopInstances', input: { InstanceIds: [id] } },
    until: { holds: 'instance-state', instance: id, is: 'stopped' },
  },
});

export const verify = (id: string): Step => ({
  name: 'verify',
  title: `Wait until ${id} answers`,
  why: 'EC2 probes its network interface: this is the proof that it can be reached again.',
  until: { holds: 'status-ok', instance: id },
});

export const switchFlag = (id: string, on: boolean): Step => ({
  name: on ? 'enable-ena' : 'disable-ena',
  title: `Switch enaSupport of ${id} ${on ? 'on' : 'off'}`,
  why: on
    ? 'Started with the flag on, it gets an ENA adapter.'
    : 'Started with the flag off, it gets the stock adapter, which every kernel knows.',
  needs: { holds: 'instance-state', instance: id, is: 'stopped' },
  call: { name: 'ModifyInstanceAttribute', input: { InstanceId: id, EnaSupport: { Value: on } } },
  until: { holds: 'ena-flag', instance: id, is: on },
  undo: {
    says: `Switch enaSupport of ${id} ${on ? 'off' : 'on'} again`,
    needs: { holds: 'instance-state', instance: id, is: 'stopped' },
    call: { name: 'ModifyInstanceAttribute', input: { InstanceId: id, EnaSupport: { Value: !on } } },
    until: { holds: 'ena-flag', instance: id, is: !on },
  },
});

const standbyInput = (id: string, group: string) => ({ InstanceIds: [id], AutoScalingGroupName: group });

export const enterStandby = (id: string, group: string): Step => ({
  name: 'enter-standby',
  title: `Put ${id} into standby in the Auto Scaling group ${group}`,
  why: 'In service, it would be found unhealthy, terminated and replaced while it is stopped.',
  call: { name: 'EnterStandby', input: { ...standbyInput(id, group), ShouldDecrementDesiredCapacity: true } },
  until: { holds: 'standby', instance: id },
  undo: {
    says: `Put ${id} back into service`,
    needs: { holds: 'instance-state', instance: id, is: 'running' },
    call: { name: 'ExitStandby', input: standbyInput(id, group) },
    until: { holds: 'in-service', instance: id },
  },
});

export const exitStandby = (id: string, group: string): Step => ({
  name: 'exit-standby',
  title: `Put ${id} back into service in the Auto Scaling group ${group}`,
  why: 'It works again, and the group raises its desired capacity accordingly.',
  call: { name: 'ExitStandby', input: standbyInput(id, group) },
  until: { holds: 'in-service', instance: id },
  undo: {
    says: `Put ${id} into standby again`,
    call: { name: 'EnterStandby', input: { ...standbyInput(id, group), ShouldDecrementDesiredCapacity: true } },
    until: { holds: 'standby', instance: id },
  },
});
