/** What can be printed. Apart from what prints it, for the help names them without making them. */
export const printNames = ['prometheus-rules', 'grafana-dashboard', 'kubernetes', 'npd', 'systemd'] as const;
export type PrintName = (typeof printNames)[number];
