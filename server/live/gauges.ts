import 'server-only'
import { Gauge } from 'prom-client'
import { metrics } from '../platform/metrics'
import { hub } from './hub'

/** Registers the metrics of live sessions. */
export function openLiveGauges(): void {
  const registers = [metrics().registry]
  new Gauge({
    name: 'second_look_live_sessions',
    help: 'Live sessions somebody looks at through this process',
    registers,
    async collect() {
      this.set((await hub().load()).sessions)
    },
  })
  new Gauge({
    name: 'second_look_live_streams',
    help: 'Open streams of live sessions',
    registers,
    labelNames: ['role'],
    async collect() {
      for (const [role, count] of Object.entries((await hub().load()).streams)) this.set({ role }, count)
    },
  })
}
