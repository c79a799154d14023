/** What is installed on a root volume, as far as the network is concerned. */
export interface Guest {
  /** Release of the kernel that boots next. */
  kernel: string;
  /** Version of the ENA driver: a voice of the lab. */
  driver: string;
  /** There is a module `ena` for that kernel. */
  hasEna: boolean;
}

/** A current Amazon Linux, in good order. */
export const usualGuest: Guest = { kernel: '6.1.158-178.288.amzn2023.x86_64', driver: '2.17.0', hasEna: true };
