import 'server-only'
import { Gauge } from 'prom-client'
import { metrics } from '../platform/metrics'
import { liveRooms } from './open-rooms'

export function openLiveGauges(): void {
  const registers = [metrics().registry]
  new Gauge({
    name: 'second_look_live_sessions',
    help: 'Live sessions somebody looks at through this process',
    registers,
    async collect() {
      this.set((await liveRooms()).filter(({ viewers }) => viewers.size > 0).length)
    },
  })
  new Gauge({
    name: 'second_look_live_streams',
    help: 'Open streams of live sessions',
    registers,
    labelNames: ['role'],
    async collect() {
      const open = (await liveRooms()).flatMap(({ viewers }) => [...viewers])
      for (const role of ['participant', 'projector', 'facilitator'])
        this.set({ role }, open.filter((viewer) => viewer.role === role).length)
    },
  })
}
