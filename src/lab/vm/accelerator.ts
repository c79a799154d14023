/** What executes a machine's instructions: this computer's processor, or QEMU's translator. */
export type Accelerator = 'kvm' | 'tcg';
