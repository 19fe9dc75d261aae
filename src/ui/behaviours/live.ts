// A page that follows what happens (a number's place in the line, an officer's counter). Without it the page is reloaded.
import { followPage } from './parts/live-page.ts'

for (const place of document.querySelectorAll<HTMLElement>('[data-live]')) followPage(place)
