import type { Distribution } from '../../evidence/root/distribution.ts';

/** Distributions that share their commands. */
export type Family = 'debian' | 'ubuntu' | 'yum' | 'dnf' | 'suse' | 'other';

/** What is to be done, before it is said in a distribution's commands. */
export type Repair =
  | {
      readonly do: 'reinstall-kernel' | 'index-modules' | 'rebuild-initramfs' | 'install-headers';
      readonly kernel: string;
    }
  | { readonly do: 'add-to-initramfs'; readonly module: string; readonly kernel: string }
  | { readonly do: 'install-by-dkms'; readonly name: string; readonly version: string; readonly kernel?: string }
  | { readonly do: 'boot-kernel'; readonly kernel: string }
  | { readonly do: 'change'; readonly text: string };

/** The family a distribution belongs to, by its own id, then by what it says it is like. */
export const familyOf = ({ id, like, version }: Distribution): Family => {
  if (id === 'amzn') return version.startsWith('2') && version !== '2' && !version.startsWith('201') ? 'dnf' : 'yum';
  const rows: readonly [Family, RegExp][] = [
    ['ubuntu', /^ubuntu$/],
    ['debian', /^debian$/],
    ['suse', /^(?:suse|sles|sles_sap|opensuse.*)$/],
    ['dnf', /^(?:rhel|centos|fedora|rocky|almalinux|ol)$/],
  ];
  for (const name of [id, ...like]) {
    const row = rows.find(([, names]) => names.test(name));
    if (row?.[0] === 'dnf' && Number.parseInt(version, 10) < 8) return 'yum';
    if (row !== undefined) return row[0];
  }
  return 'other';
};

type Commands<R extends Repair> = (repair: R, family: Family) => string;

/** SUSE's packages are versioned without the flavour that `uname -r` ends in. */
const suseVersion = (kernel: string): string => kernel.replace(/-[a-z]\w*$/, '');

const reinstall: Readonly<Record<Family, (kernel: string) => string>> = {
  debian: (kernel) => `\`apt-get install --reinstall linux-image-${kernel}\``,
  ubuntu: (kernel) => `\`apt-get install --reinstall linux-image-${kernel} linux-modules-${kernel}\``,
  yum: (kernel) => `\`yum reinstall kernel-${kernel}\``,
  dnf: (kernel) => `\`dnf reinstall $(rpm -qa 'kernel*' | grep -F ${kernel})\``,
  suse: (kernel) => `\`zypper install --force kernel-default=${suseVersion(kernel)}\``,
  other: (kernel) => `Install the package of kernel ${kernel} that holds its network drivers again.`,
};

const headers: Readonly<Record<Family, (kernel: string) => string>> = {
  debian: (kernel) => `\`apt-get install linux-headers-${kernel}\``,
  ubuntu: (kernel) => `\`apt-get install linux-headers-${kernel}\``,
  yum: (kernel) => `\`yum install kernel-devel-${kernel}\``,
  dnf: (kernel) => `\`dnf install "kernel-devel-uname-r = ${kernel}"\``,
  suse: (kernel) => `\`zypper install kernel-default-devel=${suseVersion(kernel)}\``,
  other: (kernel) => `Install the headers of kernel ${kernel}.`,
};

const rebuild = (kernel: string, family: Family): string =>
  family === 'debian' || family === 'ubuntu'
    ? `\`update-initramfs -u -k ${kernel}\``
    : `\`dracut --force --kver ${kernel}\``;

const addModule: Commands<Extract<Repair, { do: 'add-to-initramfs' }>> = ({ module, kernel }, family) =>
  family === 'debian' || family === 'ubuntu'
    ? `\`echo ${module} >> /etc/initramfs-tools/modules && update-initramfs -u -k ${kernel}\``
    : `\`echo 'add_drivers+=" ${module} "' > /etc/dracut.conf.d/${module}.conf && dracut --force --kver ${kernel}\``;

const bootOther = (kernel: string, family: Family): string =>
  family === 'yum' || family === 'dnf'
    ? `Or boot kernel ${kernel}, which has the module: \`grubby --set-default /boot/vmlinuz-${kernel}\``
    : `Or boot kernel ${kernel}, which has the module: pick it in the boot loader’s configuration (\`GRUB_DEFAULT\` in /etc/default/grub, then \`${family === 'suse' || family === 'other' ? 'grub2-mkconfig -o /boot/grub2/grub.cfg' : 'update-grub'}\`).`;

/** A repair as one line of advice, in the commands of the distribution. */
export const repairText = (repair: Repair, family: Family): string => {
  switch (repair.do) {
    case 'reinstall-kernel':
      return reinstall[family](repair.kernel);
    case 'install-headers':
      return headers[family](repair.kernel);
    case 'index-modules':
      return `\`depmod -a ${repair.kernel}\``;
    case 'rebuild-initramfs':
      return rebuild(repair.kernel, family);
    case 'add-to-initramfs':
      return addModule(repair, family);
    case 'install-by-dkms': {
      const of = `-m ${repair.name} -v ${repair.version}`;
      return repair.kernel === undefined ? `\`dkms add ${of}\`` : `\`dkms install ${of} -k ${repair.kernel}\``;
    }
    case 'boot-kernel':
      return bootOther(repair.kernel, family);
    case 'change':
      return repair.text;
  }
};

/** Before anything else on a volume that is mounted from another machine. */
export const chrootText = (root: string): string =>
  `The commands below are for inside of the volume: \`for d in dev proc sys run; do mount --rbind /$d ${quoted(root)}/$d; done; chroot ${quoted(root)}\``;

const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);
