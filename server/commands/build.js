/** `npm run build`: what `npm start` does, without serving. Plain JavaScript, as prepare.js. */
import { build, installOnce, requireNode } from './prepare.js'

requireNode()
installOnce()
build()
