/**
 * The configuration of a custom plugin of node-problem-detector that asks the agent's history, for nodes where that
 * keeps the conditions. Source: node-problem-detector, docs/custom_plugin_monitor.md.
 */
export const npdPlugin = (): string =>
  `${JSON.stringify(
    {
      plugin: 'custom',
      pluginConfig: {
        invoke_interval: '10s',
        timeout: '5s',
        max_output_length: 80,
        concurrency: 1,
        enable_message_change_based_condition_update: true,
      },
      source: 'enakit',
      metricsReporting: true,
      conditions: [{ type: 'EnaProblem', reason: 'EnaWorks', message: 'ENA works.' }],
      rules: [
        {
          type: 'permanent',
          condition: 'EnaProblem',
          reason: 'EnaIsInTrouble',
          path: '/usr/local/bin/ena',
          args: ['watch', '--npd'],
          timeout: '5s',
        },
      ],
    },
    undefined,
    2,
  )}\n`;
