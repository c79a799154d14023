/** Modules of the stock adapter; every kernel that runs in QEMU has them. */
export const stockModules = ['virtio_pci', 'virtio_net'] as const;

/** Of the lab's subnets. */
const prefixLength = 16;

/**
 * Brings the network of a guest up as a distribution does: each network card is looked for, the driver of its maker is
 * loaded, and the interface gets the instance's address. What that prints goes to the console, as at any boot.
 */
export const networkScript = (privateIp: string): string => `exec >/dev/console 2>&1
for card in /sys/bus/pci/devices/*; do
  case "$(cat "$card/class")" in 0x02*) ;; *) continue ;; esac
  case "$(cat "$card/vendor")" in
    0x1d0f) modprobe ena ;;
    *) ${stockModules.map((name) => `modprobe ${name}`).join('; ')} ;;
  esac
done
if [ -e /sys/class/net/eth0 ]; then
  ip address add ${privateIp}/${prefixLength} dev eth0
  ip link set eth0 up && echo "network: eth0 is up, $(basename "$(readlink /sys/class/net/eth0/device/driver)")"
else
  echo 'network: no interface but lo'
fi`;
