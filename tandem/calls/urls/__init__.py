"""Addresses of the room, one file per noun. A noun adds its own list here."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
