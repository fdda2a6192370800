"use client";
import { Button } from "@heroui/react/button";
import { Dropdown } from "@heroui/react/dropdown";
import { Label } from "@heroui/react/label";
import { Monitor, Moon, Sun, SunMoon } from "lucide-react";
import { useTheme } from "next-themes";

const THEMES = [
  { id: "light", name: "Light", icon: Sun },
  { id: "dark", name: "Dark", icon: Moon },
  { id: "system", name: "System", icon: Monitor },
] as const;

/** Light, dark, or whatever the system says. */
export function ThemeMenu() {
  const { theme = "system", setTheme } = useTheme();
  return (
    <Dropdown>
      <Button aria-label="Theme" isIconOnly variant="ghost">
        <SunMoon aria-hidden />
      </Button>
      <Dropdown.Popover placement="bottom end" className="min-w-40">
        <Dropdown.Menu
          aria-label="Theme"
          disallowEmptySelection
          onAction={(key) => setTheme(String(key))}
          selectedKeys={[theme]}
          selectionMode="single"
        >
          {THEMES.map(({ id, name, icon: Icon }) => (
            <Dropdown.Item key={id} id={id} textValue={name}>
              <Icon aria-hidden className="size-4 text-muted" />
              <Label>{name}</Label>
              <Dropdown.ItemIndicator />
            </Dropdown.Item>
          ))}
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
