import { flag, required, text } from '../../protocol/shapes.ts';
import { refusals } from '../../refusals/index.ts';
import { attachmentRow, volumeState } from '../../rows/storageRow.ts';
import { volumesOf } from '../../world/devices.ts';
import { type Action, action } from '../action.ts';
import { find } from '../find.ts';

const attachVolume = action(
  'AttachVolume',
  { VolumeId: required(text), InstanceId: required(text), Device: required(text) },
  {
    finds: ({ world }, { VolumeId, InstanceId }) => ({
      volume: find(world, 'volume', VolumeId),
      instance: find(world, 'instance', InstanceId),
    }),
    does: ({ world, nowMs, timings }, { Device }, { volume, instance }) => {
      const state = volumeState(volume);
      if (state === 'in-use') throw refusals.volumeAttached(volume.id);
      if (state !== 'available') throw refusals.volumeNotAvailable(volume.id, state);
      if (instance.state !== 'running' && instance.state !== 'stopped') throw refusals.notAttachable(instance.id);
      if (volume.availabilityZone !== instance.availabilityZone) throw refusals.zoneMismatch(volume.id, instance.id);
      if (volumesOf(world, instance.id).some(({ attachment }) => attachment?.device === Device))
        throw refusals.deviceInUse(Device);
      volume.attachment = {
        instanceId: instance.id,
        device: Device,
        attachedMs: nowMs,
        deleteOnTermination: false,
        state: 'attaching',
      };
      volume.dueMs = nowMs + timings.volumeMs;
      return attachmentRow(volume);
    },
  },
);

const detachVolume = action(
  'DetachVolume',
  { VolumeId: required(text), InstanceId: text, Device: text, Force: flag },
  {
    finds: ({ world }, { VolumeId }) => find(world, 'volume', VolumeId),
    does: ({ world, nowMs, timings }, { InstanceId }, volume) => {
      const { id, attachment } = volume;
      if (attachment === undefined) throw refusals.volumeNotAttached(id);
      if (InstanceId !== undefined && InstanceId !== attachment.instanceId)
        throw refusals.volumeElsewhere(id, InstanceId);
      const { state, rootDeviceName } = find(world, 'instance', attachment.instanceId);
      if (attachment.device === rootDeviceName && state !== 'stopped')
        throw refusals.rootDetach(id, attachment.instanceId);
      attachment.state = 'detaching';
      volume.dueMs = nowMs + timings.volumeMs;
      return attachmentRow(volume);
    },
  },
);

/** What moves volumes between instances. */
export const attachmentActions: readonly Action[] = [attachVolume, detachVolume];
