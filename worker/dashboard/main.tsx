import { render } from "preact";
import "../../shared/ui/tokens.css";
import "./styles.css";
import { App } from "./app.tsx";

const root = document.getElementById("app");
if (root) render(<App />, root);
