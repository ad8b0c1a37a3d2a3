/** `npm run build`: what `npm start` does, without serving. Plain JavaScript, like prepare.js. */
import { build, installOnce, requireNode } from './prepare.js'

requireNode()
installOnce()
build()
