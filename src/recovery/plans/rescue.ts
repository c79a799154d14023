import type { Plan, Step } from '../plan.ts';
import type { Wish } from '../wish.ts';
import { stoppedBetween } from './stoppedBetween.ts';

/** Names EC2 recommends for data volumes; the kernel may call the device otherwise. */
const dataDevices = [...'fghijklmnop'].map((letter) => `/dev/sd${letter}`);

const attach = (step: { name: string; title: string; why: string }, at: Attachment): Step => ({
  ...step,
  needs: { holds: 'volume-free', volume: at.VolumeId },
  call: { name: 'AttachVolume', input: at },
  until: { holds: 'volume-attached', volume: at.VolumeId, instance: at.InstanceId },
  undo: {
    says: `Detach ${at.VolumeId} from ${at.InstanceId}`,
    call: { name: 'DetachVolume', input: at },
    until: { holds: 'volume-free', volume: at.VolumeId },
  },
});

const detach = (step: { name: string; title: string; why: string }, at: Attachment): Step => ({
  ...step,
  call: { name: 'DetachVolume', input: at },
  until: { holds: 'volume-free', volume: at.VolumeId },
  undo: {
    says: `Attach ${at.VolumeId} to ${at.InstanceId} as ${at.Device} again`,
    needs: { holds: 'volume-free', volume: at.VolumeId },
    call: { name: 'AttachVolume', input: at },
    until: { holds: 'volume-attached', volume: at.VolumeId, instance: at.InstanceId },
  },
});

interface Attachment {
  readonly VolumeId: string;
  readonly InstanceId: string;
  readonly Device: string;
}

const snapshot = (volume: string, token: string): Step => ({
  name: 'snapshot',
  title: `Snapshot the root volume ${volume}`,
  why: 'Whatever happens to the volume during the repair, this is what it was.',
  call: {
    name: 'CreateSnapshot',
    input: {
      VolumeId: volume,
      Description: `before ena recover --rescue, ${token}`,
      TagSpecifications: [{ ResourceType: 'snapshot', Tags: [{ Key: 'enakit:recovery', Value: token }] }],
    },
  },
  yields: 'SnapshotId',
  until: { holds: 'snapshot-completed', snapshot: '$SnapshotId' },
  leaves: 'The snapshot is kept: a backup is not deleted because something went wrong.',
});

const repair = (via: string, device: string): Step => ({
  name: 'repair',
  title: `Repair the volume on ${via}`,
  why: 'From here on a person decides what is changed on it.',
  byHand: [
    `Log in to ${via}; \`lsblk\` shows the volume attached as ${device} (on Nitro /dev/nvme…, by its serial).`,
    'sudo mount PARTITION /mnt   # XFS of the same image: -o nouuid',
    'sudo ena preflight --root /mnt',
    'Do what it advises: install the module, rebuild the initramfs, or choose a kernel that has it.',
    'sudo umount /mnt',
  ],
});

/** Offline repair: the root volume visits another instance. `wish.via` and the root volume are there: refusals saw to it. */
export const rescue = (wish: Wish): Pick<Plan, 'purpose' | 'steps' | 'afterwards'> => {
  const { target, via, token } = wish;
  const { id, rootVolume = '', rootDeviceName = '/dev/xvda' } = target;
  const viaId = via?.id ?? '';
  const taken = new Set(via?.instance.BlockDeviceMappings?.map(({ DeviceName }) => DeviceName));
  const device = dataDevices.find((name) => !taken.has(name)) ?? '/dev/sdf';
  const home = { VolumeId: rootVolume, InstanceId: id, Device: rootDeviceName };
  const guest = { VolumeId: rootVolume, InstanceId: viaId, Device: device };
  const steps = stoppedBetween(
    wish,
    [
      detach(
        {
          name: 'detach',
          title: `Detach the root volume from ${id}`,
          why: 'It can be attached to one instance at a time.',
        },
        home,
      ),
      attach(
        { name: 'attach', title: `Attach it to ${viaId} as ${device}`, why: 'There it can be mounted and repaired.' },
        guest,
      ),
      repair(viaId, device),
      detach({ name: 'detach-repaired', title: `Detach it from ${viaId}`, why: 'The repair is done.' }, guest),
      attach({ name: 'put-back', title: `Attach it to ${id} as ${rootDeviceName}`, why: 'It boots from there.' }, home),
    ],
    'It boots from the repaired volume.',
  );
  return {
    purpose: `Repair the root volume of ${id} on ${viaId}.`,
    steps: [snapshot(rootVolume, token), ...steps],
    afterwards: ['When all is well, delete the snapshot: `aws ec2 delete-snapshot --snapshot-id …`.'],
  };
};
