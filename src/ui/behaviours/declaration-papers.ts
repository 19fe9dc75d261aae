/** All that a declaration form gains from to which papers are attached. */
import './declaration.ts'
import './upload.ts'
